import { useEffect, useMemo, useState } from 'preact/hooks';
import { receiptStates } from '../domain/receipt-standing.ts';
import { type BulkAct, type BulkPreview, DeskError, type NewClaim } from './api.ts';
import { useDesk } from './context.ts';
import { Dialog } from './Dialog.tsx';
import { NewItemForm } from './NewItemForm.tsx';

export type BulkKind = 'spam' | 'trash' | 'group' | 'open' | 'assign';

interface Props {
	readonly kind: BulkKind;
	readonly reports: readonly string[];
	readonly items: readonly string[];
	readonly onClose: () => void;
	readonly onDone: () => void;
}

/** What an act on many would do, before it is done: how many it concerns, what is left out, what askers will see. */
export function BulkDialog({ kind, reports, items, onClose, onDone }: Props) {
	const { api, t, act } = useDesk();
	const [into, setInto] = useState<string>();
	const [claim, setClaim] = useState<NewClaim>();
	const [preview, setPreview] = useState<BulkPreview>();
	const [refused, setRefused] = useState('');
	const wanted = useMemo(
		() => wantedAct(kind, { reports, items }, into, claim),
		[kind, into, claim],
	);
	const look = async () => {
		if (!wanted) return;
		await api.previewBulk(wanted).then(setPreview, (error: unknown) => {
			if (!(error instanceof DeskError)) throw error;
			setRefused(error.reason ?? t('offline'));
		});
	};
	useEffect(() => void look(), [wanted]);
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
			{kind === 'group' && <ItemPicker chosen={into} onChoose={setInto} />}
			{kind === 'open' && !claim && <NewItemForm onCreate={setClaim} onClose={onClose} />}
			{refused && <p role="alert">{refused}</p>}
			{preview && (
				<>
					<Consequences preview={preview} />
					<p class="desk-actions">
						<button
							type="button"
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
	into: string | undefined,
	claim: NewClaim | undefined,
): BulkAct | undefined {
	switch (kind) {
		case 'spam':
		case 'trash':
			return { ...chosen, act: kind };
		case 'assign':
			return { ...chosen, act: 'assign', to: 'me' };
		case 'group':
			return into === undefined ? undefined : { ...chosen, act: 'group', item: into };
		case 'open':
			return claim && { ...chosen, act: 'open', claim };
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

const mostFound = 8;

function ItemPicker({
	chosen,
	onChoose,
}: {
	chosen: string | undefined;
	onChoose: (id: string) => void;
}) {
	const { t, rows } = useDesk();
	const [text, setText] = useState('');
	const found = useMemo(() => {
		const words = text.trim().toLowerCase();
		const all = [...rows.items.values()];
		return all.filter(({ claim }) => claim.toLowerCase().includes(words)).slice(0, mostFound);
	}, [text, rows.items]);
	return (
		<div class="desk-form">
			<label>
				{t('findItem')}
				<input value={text} onInput={(event) => setText(event.currentTarget.value)} />
			</label>
			<ul class="desk-reports">
				{found.map((item) => (
					<li key={item.id}>
						<span>
							{item.claim} <small>{t(`state.${item.state}`)}</small>
						</span>
						<button
							type="button"
							aria-pressed={chosen === item.id}
							onClick={() => onChoose(item.id)}
						>
							{t('chooseIt')}
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
