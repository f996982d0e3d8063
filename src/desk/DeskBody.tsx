import { useRef, useState } from 'preact/hooks';
import type { NewClaim, Suggestion } from './api.ts';
import { type AskedBulk, BulkBar } from './BulkBar.tsx';
import type { BulkKind } from './BulkDialog.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { useDesk } from './context.ts';
import { DeskPanel } from './DeskPanel.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { QueueBar } from './QueueBar.tsx';
import { QueueList } from './QueueList.tsx';
import { queueNames } from './queues.ts';
import { RepliesDialog } from './RepliesDialog.tsx';
import { ReportPanel } from './ReportPanel.tsx';
import { useItemChange } from './use-item-change.ts';
import { useKeys } from './use-keys.ts';
import { useLock } from './use-lock.ts';
import { useQueue } from './use-queue.ts';
import { useSuggestions } from './use-suggestions.ts';

/** What became of what somebody did, and whether it can be taken back. */
export interface DeskMessage {
	readonly text: string;
	readonly undoable?: boolean;
}

interface Props {
	readonly message: DeskMessage;
	readonly onMessage: (message: string) => void;
	/** Takes reports off the list before the server has answered. */
	readonly drop: (ids: readonly string[]) => unknown;
	readonly reload: () => Promise<void>;
}

/** The queue, what is open of it, and the keys. */
export function DeskBody({ message, onMessage, drop, reload }: Props) {
	const { api, t, rows, act } = useDesk();
	const [opening, setOpening] = useState<Suggestion | 'new'>();
	const [holding, setHolding] = useState(false);
	const [opened, setOpened] = useState(false);
	const [over, setOver] = useState<'help' | 'replies'>();
	const { conflict, change, forget } = useItemChange();
	const [looks, setLooks] = useState(0);
	const [lookedAt, setLookedAt] = useState<string>();
	const [claimOf, setClaimOf] = useState<string>();
	const [bulk, setBulk] = useState<AskedBulk>();
	/** A report and an item that differ, and that somebody put together with a first press. */
	const [pressed, setPressed] = useState<string>();
	const search = useRef<HTMLInputElement>(null);
	const heading = useRef<HTMLHeadingElement>(null);
	const finder = useRef<HTMLInputElement>(null);
	const queue = useQueue(api, rows, opening !== undefined || holding);
	const { row, active } = queue;
	const report = row?.kind === 'report' ? row.report : undefined;
	const item = row?.kind === 'item' ? (rows.items.get(row.id) ?? row.item) : undefined;
	const asClaim = report !== undefined && claimOf === report.id;
	const suggestions = useSuggestions(report, { looks, asClaim });
	const offered = (suggestions ?? []).map((each) => each.item);
	const subject = row && `${row.kind}/${row.id}`;
	const { other, takeOver } = useLock(api, rows.frame, subject);
	const { me } = rows.frame;
	const isFree = me.sorts && !other;
	/** Says why nothing is done, where somebody else is at it or the account only reads. */
	const unlessTaken = (work: () => unknown) => {
		if (isFree) work();
		else onMessage(other ? t('takenBy', { name: other.name }) : t('onlyReading'));
	};

	const go = (index: number) => {
		setOpening(undefined);
		setHolding(false);
		queue.go(index);
	};
	/** Sorts the open report; the next one of the queue is there at once. */
	const sort = async (work: () => Promise<unknown>, done: string) => {
		if (!report) return;
		if (!isFree) {
			unlessTaken(() => undefined);
			return;
		}
		drop([report.id]);
		setOpening(undefined);
		if (!(await act(work, done))) await reload().catch(() => undefined);
	};
	const many = queue.chosen.reports.length;
	const group = (into: string, claim: string) => {
		if (!report) return;
		const { id } = report;
		void sort(() => api.group(id, into, offered), t('groupDone', { claim }));
	};
	/** With several selected, all of them: what that does is shown first. */
	const confirm = (index: number) => {
		const suggestion = suggestions?.[index];
		if (!suggestion || !report) return;
		const about = `${report.id} ${suggestion.item}`;
		if (many === 0 && !suggestion.oneKey && pressed !== about) {
			setPressed(about);
			onMessage(t('pressAgain', { claim: suggestion.claim, key: index + 1 }));
		} else if (many > 0) setBulk({ kind: 'group', into: suggestion.item });
		else group(suggestion.item, suggestion.claim);
	};
	const create = async (claim: NewClaim) => {
		if (!report) return;
		await act(async () => {
			await api.openItem(report.id, claim, offered);
			// Not before it is done: what was typed is still there if it is refused.
			drop([report.id]);
			setOpening(undefined);
		}, t('createDone'));
	};
	const setAside = (state: 'spam' | 'trashed') => {
		if (!report || report.aside) return;
		if (report.crisis && !asClaim) onMessage(t('lookFirst'));
		else
			void sort(
				() => api.setState(report.id, state, asClaim),
				t(state === 'spam' ? 'spamDone' : 'trashDone'),
			);
	};
	const restore = () =>
		report?.aside &&
		unlessTaken(() => act(() => api.setState(report.id, 'normal'), t('restoreDone')));
	/** A key for one report is for all that are selected, once it was shown what it does. */
	const orAll = (kind: BulkKind, one: () => unknown) => () =>
		many > 0 && (kind === 'restore') === (queue.queue === 'aside') ? setBulk({ kind }) : one();
	const undo = () => act(() => api.undo(), t('undone'), 'final');
	const find = () => {
		const details = finder.current?.closest('details');
		if (details) details.open = true;
		finder.current?.focus();
	};
	const assign = () => {
		if (!row) return;
		const { assignee } = row.kind === 'report' ? row.report : row.item;
		const to = assignee === me.id ? 'nobody' : 'me';
		const about = row.kind === 'report' ? { reports: [row.id] } : { items: [row.id] };
		void act(() => api.assign(to, about), t(to === 'me' ? 'assignDone' : 'assignedNobody'));
	};
	const open = () => {
		setOpened(true);
		// After the panel is there, on a phone as well.
		requestAnimationFrame(() => heading.current?.focus());
	};
	const close = () => {
		setOpened(false);
		setOpening(undefined);
		setHolding(false);
		document.querySelector<HTMLElement>('.desk-line[aria-current]')?.focus();
	};
	const hold = () => {
		if (!item || item.response || item.draftRef) return;
		if (me.publishes && !other) setHolding(true);
		else unlessTaken(() => setHolding(true));
	};

	/** Shows the screenshot of the open report, or hides it again. That of the next one is hidden. */
	const look = () => report?.image && setLookedAt(lookedAt === report.id ? undefined : report.id);

	useKeys({
		j: () => go(active + 1),
		k: () => go(active - 1),
		Enter: open,
		Escape: close,
		1: () => confirm(0),
		2: () => confirm(1),
		3: () => confirm(2),
		v: () => suggestions?.[0] && unlessTaken(() => setOpening(suggestions[0])),
		n: orAll('open', () => report && !report.aside && unlessTaken(() => setOpening('new'))),
		s: orAll('spam', () => setAside('spam')),
		r: orAll('restore', restore),
		f: find,
		p: look,
		a: queue.chosen.items.length + many > 0 ? () => setBulk({ kind: 'assign' }) : assign,
		c: hold,
		z: undo,
		x: () => queue.select(active, false),
		'Shift+X': () => queue.select(active, true),
		t: () => other && act(takeOver, t('takenOver'), 'final'),
		q: () =>
			queue.setQueue(
				queueNames[(queueNames.indexOf(queue.queue) + 1) % queueNames.length] ?? 'waiting',
			),
		'/': () => search.current?.focus(),
		'?': () => setOver('help'),
	});

	return (
		<div class="desk" data-open={opened || undefined}>
			<QueueBar
				queue={queue}
				search={search}
				onHelp={() => setOver('help')}
				onReplies={() => setOver('replies')}
			/>
			<p class="desk-message" role="status">
				{message.text}
				{message.text && message.undoable && me.sorts && (
					<button type="button" onClick={undo}>
						{t('undo')}
					</button>
				)}
			</p>
			<BulkBar queue={queue} asked={bulk} onAsk={setBulk} />
			<QueueList
				queue={queue}
				onOpen={(index) => {
					go(index);
					open();
				}}
			/>
			<DeskPanel
				title={row && (item ? item.claim : t('reportTitle'))}
				heading={heading}
				isGone={queue.isGone}
				other={other}
				onTakeOver={() => act(takeOver, t('takenOver'), 'final')}
				onBack={close}
			>
				{conflict && conflict.item.id === item?.id && (
					<ConflictNotice
						conflict={conflict}
						onMine={() => change(conflict.item, conflict.change, conflict.refusal.version)}
						onTheirs={forget}
					/>
				)}
				{report && (
					<ReportPanel
						key={report.id}
						report={report}
						suggestions={suggestions}
						other={other}
						opening={opening}
						looking={lookedAt === report.id}
						onLook={look}
						onOpening={setOpening}
						onConfirm={confirm}
						onCreate={create}
						onReject={(not) =>
							act(() => api.reject(report.id, not.item), t('rejectDone')).then(() =>
								setLooks((times) => times + 1),
							)
						}
						asClaim={asClaim}
						onClaim={() => setClaimOf(report.id)}
						finder={finder}
						onChoose={({ id, claim }) => group(id, claim)}
						onRestore={restore}
						onSpam={() => setAside('spam')}
						onTrash={() => setAside('trashed')}
						onAssign={assign}
					/>
				)}
				{item && (
					<ItemPanel
						key={item.id}
						item={item}
						other={other}
						holding={holding}
						onHolding={setHolding}
						onChange={change}
						onAssign={assign}
					/>
				)}
			</DeskPanel>
			{over === 'help' && <HelpDialog onClose={() => setOver(undefined)} />}
			{over === 'replies' && <RepliesDialog onClose={() => setOver(undefined)} />}
		</div>
	);
}
