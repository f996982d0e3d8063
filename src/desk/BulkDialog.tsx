import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { proposedClaim } from '../domain/matching/proposed-claim.ts';
import { receiptStates } from '../domain/receipt-standing.ts';
import { type BulkAct, type BulkPreview, DeskError, type NewClaim } from './api.ts';
import { useDesk } from './context.ts';
import { Dialog } from './Dialog.tsx';
import { ItemFinder } from './ItemFinder.tsx';
import { NewItemForm } from './NewItemForm.tsx';

export type BulkKind = 'spam' | 'trash' | 'restore' | 'group' | 'open' | 'assign';

interface Props {
	readonly kind: BulkKind;
	/** The item that they are to go into, where that is known already. */
	readonly into: string | undefined;
	readonly reports: readonly string[];
	readonly items: readonly string[];
	readonly onClose: () => void;
	readonly onDone: () => void;
}

/** What an act on many would do, before it is done: how many it concerns, what is left out, what askers will see. */
export function BulkDialog({ kind, into: known, reports, items, onClose, onDone }: Props) {
	const { api, t, rows, act } = useDesk();
	const [into, setInto] = useState(known);
	const [calls, setCalls] = useState(false);
	const [claim, setClaim] = useState<NewClaim>();
	const [preview, setPreview] = useState<BulkPreview>();
	const [refused, setRefused] = useState('');
	const proposed = useMemo(() => {
		const first = rows.reports.get(reports[0] ?? '');
		return first && proposedClaim(first.content);
	}, []);
	const wanted = useMemo(
		() => wantedAct(kind, { reports, items }, { into, claim, calls }),
		[kind, into, claim, calls],
	);
	const look = async () => {
		if (!wanted) return;
		await api.previewBulk(wanted).then(setPreview, (error: unknown) => {
			if (!(error instanceof DeskError)) throw error;
			setRefused(error.reason ?? t('offline'));
		});
	};
	useEffect(() => void look(), [wanted]);
	const doIt = useRef<HTMLButtonElement>(null);
	// What it does was read: Enter does it. Who is ticking a box is left there.
	useLayoutEffect(() => {
		if (document.activeElement?.matches('[type=checkbox]') !== true) doIt.current?.focus();
	}, [preview]);
	const run = async () => {
		if (!wanted || !preview) return;
		const isDone = await act(async () => {
			try {
				await api.bulk(wanted, { reports: preview.reports, items: preview.items });
			} catch (error) {
				// What would happen is another thing now: it is shown anew, and nothing was done.
				if (error instanceof DeskError && error.refusal.preview) {
					setPreview(error.refusal.preview);
					setRefused(error.reason ?? '');
				}
				throw error;
			}
		}, t('bulkDone'));
		if (isDone) onDone();
	};
	return (
		<Dialog title={t(`bulk.${kind}`)} onClose={onClose}>
			{kind === 'group' && <IntoItem chosen={into} onChoose={setInto} />}
			{kind === 'open' && !claim && (
				<NewItemForm claim={proposed} onCreate={setClaim} onClose={onClose} />
			)}
			{refused && <p role="alert">{refused}</p>}
			{preview && (
				<>
					<Consequences preview={preview} />
					{(calls || (preview.crisis > 0 && (kind === 'group' || kind === 'open'))) && (
						<label class="desk-pick">
							<input
								type="checkbox"
								checked={calls}
								onClick={(event) => setCalls(event.currentTarget.checked)}
							/>
							{t('bulkCalls')}
						</label>
					)}
					<p class="desk-actions">
						<button
							type="button"
							ref={doIt}
							data-do
							disabled={preview.reports + preview.items === 0}
							onClick={run}
						>
							{t('bulkDo')}
						</button>
					</p>
				</>
			)}
		</Dialog>
	);
}

function wantedAct(
	kind: BulkKind,
	chosen: Pick<Props, 'reports' | 'items'>,
	{
		into,
		claim,
		calls,
	}: {
		readonly into: string | undefined;
		readonly claim: NewClaim | undefined;
		readonly calls: boolean;
	},
): BulkAct | undefined {
	switch (kind) {
		case 'spam':
		case 'trash':
		case 'restore':
			return { ...chosen, act: kind };
		case 'assign':
			return { ...chosen, act: 'assign', to: 'me' };
		case 'group':
			return into === undefined ? undefined : { ...chosen, act: 'group', item: into, calls };
		case 'open':
			return claim && { ...chosen, act: 'open', claim, calls };
	}
}

/** In words: the numbers that are none are left out. */
function Consequences({ preview }: { preview: BulkPreview }) {
	const { t } = useDesk();
	const about = ['alongside', 'taken', 'gone', 'crisis'] as const;
	return (
		<ul class="desk-consequences" aria-live="polite">
			{preview.reports > 0 && <li>{t('bulkReports', { count: preview.reports })}</li>}
			{preview.items > 0 && <li>{t('bulkItems', { count: preview.items })}</li>}
			{about.map(
				(name) =>
					preview[name] > 0 && <li key={name}>{t(`bulk-${name}`, { count: preview[name] })}</li>,
			)}
			{receiptStates.map((state) => {
				const count = preview.receipts[state] ?? 0;
				if (count === 0) return null;
				return <li key={state}>{t('bulkReceipts', { count, state: t(`receipt.${state}`) })}</li>;
			})}
			{Object.keys(preview.receipts).length === 0 && <li>{t('bulkNoReceipts')}</li>}
		</ul>
	);
}

/** Which item it is, in words, and another where that is meant. */
function IntoItem({
	chosen,
	onChoose,
}: {
	chosen: string | undefined;
	onChoose: (id: string) => void;
}) {
	const { t, rows } = useDesk();
	const item = chosen === undefined ? undefined : rows.items.get(chosen);
	return (
		<>
			{item && <p>{t('bulkInto', { claim: item.claim })}</p>}
			<ItemFinder chosen={chosen} onChoose={({ id }) => onChoose(id)} />
		</>
	);
}
