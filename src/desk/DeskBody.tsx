import { useRef, useState } from 'preact/hooks';
import type { Suggestion } from './api.ts';
import { type AskedBulk, BulkBar } from './BulkBar.tsx';
import type { BulkKind } from './BulkDialog.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { useDesk } from './context.ts';
import { DeskPanel } from './DeskPanel.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { ItemPanel } from './ItemPanel.tsx';
import { QueueBar } from './QueueBar.tsx';
import { QueueList } from './QueueList.tsx';
import { idsOf, queueNames } from './queues.ts';
import { RepliesDialog } from './RepliesDialog.tsx';
import { ReportPanel } from './ReportPanel.tsx';
import { useItemChange } from './use-item-change.ts';
import { useKeys } from './use-keys.ts';
import { useLock } from './use-lock.ts';
import { useQueue } from './use-queue.ts';
import { useReportActs } from './use-report-acts.ts';
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
	/** Looks at each form that is sent, before the form itself. */
	readonly onSubmitCapture: (event: SubmitEvent) => void;
}

/** The queue, what is open of it, and the keys. */
export function DeskBody({ message, onMessage, drop, reload, onSubmitCapture }: Props) {
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
	const [finding, setFinding] = useState(false);
	const search = useRef<HTMLInputElement>(null);
	const heading = useRef<HTMLHeadingElement>(null);
	const finder = useRef<HTMLInputElement>(null);
	const queue = useQueue(api, rows, opening !== undefined || holding);
	const { row, active } = queue;
	const report = row?.kind === 'report' ? row.report : undefined;
	const item = row?.kind === 'item' ? (rows.items.get(row.id) ?? row.item) : undefined;
	const asClaim = report !== undefined && claimOf === report.id;
	const suggestions = useSuggestions(report, { looks, asClaim });
	const subject = row && `${row.kind}/${row.id}`;
	const { other, takeOver } = useLock(api, rows.frame, subject, (what) =>
		onMessage(what.kind === 'lost' ? t('lockLost', { name: what.to }) : t('lockAgain')),
	);
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
	const many = queue.chosen.reports.length;
	const sorting = useReportActs({
		row,
		suggestions,
		asClaim,
		selected: many,
		unlessTaken,
		onBulk: setBulk,
		onMessage,
		onSorted: () => setOpening(undefined),
		drop,
		reload,
	});
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
		const isMine =
			row.kind === 'report'
				? row.reports.every((each) => each.assignee === me.id)
				: row.item.assignee === me.id;
		const to = isMine ? 'nobody' : 'me';
		const ids = [...idsOf(row)];
		const about = row.kind === 'report' ? { reports: ids } : { items: ids };
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

	const seek = () => {
		setFinding(true);
		search.current?.focus();
		// On a phone it is folded up until then.
		requestAnimationFrame(() => search.current?.focus());
	};
	const takeApart = () => {
		if (row?.kind !== 'report' || row.reports.length === 1) return;
		queue.takeApart(row);
		onMessage(t('takenApart'));
	};

	/** Shows the screenshot of the open report, or hides it again. That of the next one is hidden. */
	const look = () => report?.image && setLookedAt(lookedAt === report.id ? undefined : report.id);

	const count = row ? idsOf(row).length : 0;
	const reportTitle = count > 1 ? t('foldTitle', { count }) : t('reportTitle');

	useKeys({
		j: () => go(active + 1),
		k: () => go(active - 1),
		Enter: open,
		Escape: close,
		1: () => sorting.confirm(0),
		2: () => sorting.confirm(1),
		3: () => sorting.confirm(2),
		v: () => suggestions?.[0] && unlessTaken(() => setOpening(suggestions[0])),
		n: orAll('open', () => report && !report.aside && unlessTaken(() => setOpening('new'))),
		s: orAll('spam', () => sorting.setAside('spam')),
		r: orAll('restore', sorting.restore),
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
		u: takeApart,
		'/': seek,
		'?': () => setOver('help'),
	});

	return (
		<div class="desk" data-open={opened || undefined} onSubmitCapture={onSubmitCapture}>
			<QueueBar
				queue={queue}
				search={search}
				finding={finding}
				onFinding={setFinding}
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
				title={row && (item ? item.claim : reportTitle)}
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
				{row?.kind === 'report' && (
					<ReportPanel
						key={queue.name}
						name={queue.name}
						reports={row.reports}
						suggestions={suggestions}
						other={other}
						opening={opening}
						looking={lookedAt === row.id}
						onLook={look}
						onOpening={setOpening}
						onConfirm={sorting.confirm}
						onCreate={sorting.create}
						onReject={(not) =>
							act(() => api.reject(row.id, not.item), t('rejectDone')).then(() =>
								setLooks((times) => times + 1),
							)
						}
						asClaim={asClaim}
						onClaim={() => setClaimOf(row.id)}
						finder={finder}
						onChoose={({ id, claim }) => sorting.group(id, claim)}
						onRestore={sorting.restore}
						onSpam={() => sorting.setAside('spam')}
						onTrash={() => sorting.setAside('trashed')}
						onAssign={assign}
						onTakeApart={takeApart}
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
