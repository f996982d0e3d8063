import { entryPath } from '../src/domain/collections.ts';
import type {
	Done,
	ExercisedItem,
	ExercisedNotice,
	ExerciseFacts,
} from '../src/domain/exercise/after-action.ts';
import type { Exercise } from '../src/domain/exercise/course.ts';
import { defaultLanguage, languageTags } from '../src/domain/languages.ts';
import type { StaffAccount } from '../src/domain/staff-answers.ts';
import { publishedEntry } from './content/published-entry.ts';
import type { Repository } from './content/repository.ts';
import type { ExerciseDesk } from './exercise-desk.ts';
import { publicationsIn } from './exercise-publications.ts';
import type { StoreAreas } from './store/areas.ts';
import type { ExerciseEntry } from './store/exercises.ts';
import type { Publication } from './store/publications.ts';

export interface ExerciseFactParts {
	readonly areas: Pick<
		StoreAreas,
		'exercises' | 'publications' | 'audit' | 'alerts' | 'villageTicks'
	>;
	readonly desk: Pick<ExerciseDesk, 'opened'>;
	readonly repository: Repository;
	readonly staff: () => Promise<readonly StaffAccount[]>;
}

const mostItems = 500;

/** Everything that is known of an exercise, for its report. */
export async function exerciseFacts(
	parts: ExerciseFactParts,
	exercise: Exercise,
): Promise<ExerciseFacts> {
	const { exercises, villageTicks } = parts.areas;
	const [delivered, entries, published, staff] = await Promise.all([
		exercises.deliveries(exercise.id),
		exercises.entries(exercise.id),
		publicationsIn(parts.areas, exercise),
		parts.staff(),
	]);
	const rolesOf = (id: string) => staff.find((each) => each.id === id)?.roles ?? [];
	const refs = [
		...new Set(
			[...entries, ...published].flatMap(({ collection, ref }) =>
				collection === 'notices' ? [ref] : [],
			),
		),
	];
	const notices = await Promise.all(
		refs.map((ref) => {
			const known = entries.find((each) => each.ref === ref);
			const own = published.filter((each) => each.collection === 'notices' && each.ref === ref);
			return noticeFacts(parts, { exercise, ref, known, own, rolesOf });
		}),
	);
	const { items, reports } = await deskFacts(parts, exercise, rolesOf);
	const ticks = await villageTicks.ofNotices(refs);
	return {
		exercise,
		delivered,
		notices: notices.map(({ notice }) => notice),
		items,
		reports,
		pushes: notices.reduce((sum, { pushes }) => sum + pushes, 0),
		ticks: ticks.filter(({ exercise: isOne, count }) => isOne && count > 0).length,
	};
}

type RolesOf = (id: string) => StaffAccount['roles'];

async function noticeFacts(
	{ areas, repository }: ExerciseFactParts,
	{
		exercise,
		ref,
		known,
		own,
		rolesOf,
	}: {
		readonly exercise: Exercise;
		readonly ref: string;
		readonly known: ExerciseEntry | undefined;
		/** Its publications, oldest first. */
		readonly own: readonly Publication[];
		readonly rolesOf: RolesOf;
	},
): Promise<{ readonly notice: ExercisedNotice; readonly pushes: number }> {
	const acts = await areas.audit.list({
		subject: `notices/${ref}`,
		from: exercise.startedAt,
		order: 'oldest-first',
		limit: 100,
	});
	const act = (action: string): Done | undefined => {
		const found = acts.find((each) => each.action === action && each.subject === `notices/${ref}`);
		return found && { at: found.at, roles: rolesOf(found.actor) };
	};
	const alert = (await areas.alerts.latest(50)).find(
		({ announcement }) => announcement.collection === 'notices' && announcement.ref === ref,
	);
	const counts = alert && (await areas.alerts.counts(alert.key));
	const ticked = await areas.villageTicks.firstTick(ref);
	const live = own.find(({ liveAt }) => liveAt);
	const [last] = own.slice(-1);
	const entry = last && (await publishedEntry(repository, last.commit, 'notices', ref));
	const { lifecycle, title } = { lifecycle: 'issue', title: ref, ...entry?.data };
	return {
		notice: {
			ref,
			title: last?.title ?? title,
			lifecycle: known?.lifecycle ?? lifecycle,
			inject: known?.inject,
			draft: known ? { at: known.madeAt, roles: rolesOf(known.madeBy) } : act('draft.saved'),
			signed: act('draft.signed'),
			live: live?.liveAt && { at: live.liveAt, roles: act('entry.published')?.roles },
			push: at(counts?.firstDeliveredAt),
			tick: at(ticked),
			translated: at(await firstTranslated(repository, own)),
		},
		pushes: counts?.delivered ?? 0,
	};
}

function at(instant: Date | undefined): Done | undefined {
	return instant && { at: instant };
}

/** When a text in a further language was live. */
async function firstTranslated(
	repository: Repository,
	own: readonly Publication[],
): Promise<Date | undefined> {
	const others = languageTags.filter((tag) => tag !== defaultLanguage);
	for (const { commit, ref, liveAt } of own) {
		if (!liveAt) continue;
		for (const tag of others)
			if (await repository.blobAt(commit, entryPath('notices', ref, tag))) return liveAt;
	}
	return undefined;
}

async function deskFacts(
	{ areas: { audit }, desk }: ExerciseFactParts,
	exercise: Exercise,
	rolesOf: RolesOf,
): Promise<{ readonly items: readonly ExercisedItem[]; readonly reports: number }> {
	const open = await desk.opened();
	if (open?.exercise !== exercise.id) return { items: [], reports: 0 };
	const { items, reports } = open.areas;
	const all = (await items.list(mostItems)).filter((item) => item.reports > 0);
	const rolesFor = async (item: string, action: string) => {
		const acts = await audit.list({ subject: item, from: exercise.startedAt, limit: 100 });
		const found = acts.find((each) => each.action === action);
		return found ? rolesOf(found.actor) : [];
	};
	const counted = all.reduce((sum, item) => sum + item.reports, await reports.waitingCount());
	const facts = all.map(async (item) => ({
		claim: item.claim,
		harm: item.harm,
		spread: item.spread,
		pausedMs: item.pausedMs,
		firstSeenAt: item.firstSeenAt,
		checking: item.firstAnsweredAt && {
			at: item.firstAnsweredAt,
			roles: await rolesFor(item.id, 'response.holding'),
		},
		answer:
			item.state === 'answered' && item.closedAt
				? { at: item.closedAt, roles: await rolesFor(item.id, 'response.drafted') }
				: undefined,
	}));
	return { items: await Promise.all(facts), reports: counted };
}
