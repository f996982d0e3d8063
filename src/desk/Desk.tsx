import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Language } from '../domain/languages.ts';
import { deskTranslator } from '../i18n/desk-strings.ts';
import { type DeskApi, DeskError, type Queue } from './api.ts';
import { ItemCard } from './ItemCard.tsx';
import { byPromise } from './item-order.ts';
import { ReportCard } from './ReportCard.tsx';
import { isFresh } from './ResponseStanding.tsx';
import { useKeys } from './use-keys.ts';

const refreshMs = 15_000;
/** While a response is on its way to the readers. */
const soonMs = 3_000;

/** The moderators' desk: reports that wait on one side, items on the other. */
export function Desk({ api, language, base }: { api: DeskApi; language: Language; base: string }) {
	const t = deskTranslator(language);
	const [queue, setQueue] = useState<Queue>();
	const [chosen, setChosen] = useState(0);
	const [opening, setOpening] = useState(false);
	const [message, setMessage] = useState('');
	const [lastSpam, setLastSpam] = useState<string>();

	const refresh = useCallback(async () => {
		setQueue(await api.queue());
	}, [api]);

	/** Runs what the moderator asked for; a refusal is said, and the queue is read again either way. */
	const act = useCallback(
		async (work: () => Promise<unknown>, done = '') => {
			try {
				await work();
				setMessage(done);
				setOpening(false);
			} catch (error) {
				if (!(error instanceof DeskError)) throw error;
				setMessage(
					error.reason === undefined ? t('offline') : t('failed', { reason: error.reason }),
				);
			}
			await refresh().catch(() => setMessage(t('offline')));
		},
		[refresh, t],
	);

	const isPublishing = queue?.items.some(({ publication }) => publication && isFresh(publication));
	useEffect(() => {
		const read = () => refresh().catch(() => setMessage(t('offline')));
		void read();
		const timer = setInterval(read, isPublishing ? soonMs : refreshMs);
		return () => clearInterval(timer);
	}, [refresh, isPublishing]);

	const reports = queue?.reports ?? [];
	const report = reports[Math.min(chosen, reports.length - 1)];
	const spam = () =>
		report &&
		act(() => api.setState(report.id, 'spam').then(() => setLastSpam(report.id)), t('spamDone'));
	const undo = () =>
		lastSpam && act(() => api.setState(lastSpam, 'normal').then(() => setLastSpam(undefined)));
	const confirm = (index: number) => {
		const suggestion = report?.suggestions[index];
		if (report && suggestion) void act(() => api.group(report.id, suggestion.item));
	};

	useKeys({
		j: () => setChosen((at) => Math.min(at + 1, Math.max(reports.length - 1, 0))),
		k: () => setChosen((at) => Math.max(at - 1, 0)),
		1: () => confirm(0),
		2: () => confirm(1),
		3: () => confirm(2),
		n: () => setOpening(true),
		s: spam,
		z: undo,
		r: () => act(refresh),
	});

	if (!queue) return <p role="status">{message || '…'}</p>;
	return (
		<div class="desk">
			<p class="desk-keys">{t('keys')}</p>
			<p class="desk-jump">
				<a href="#items">{t('items', { count: queue.items.length })}</a>
			</p>
			<p class="desk-message" role="status">
				{message}
				{lastSpam && (
					<button type="button" onClick={undo}>
						{t('undo')}
					</button>
				)}
			</p>
			<section aria-labelledby="waiting">
				<h2 id="waiting">{t('waiting', { count: queue.waitingCount })}</h2>
				{reports.length === 0 && <p>{t('empty')}</p>}
				<ol class="desk-list">
					{reports.map((each, index) => (
						<ReportCard
							key={each.id}
							report={each}
							t={t}
							language={language}
							chosen={each === report}
							opening={opening && each === report}
							onChoose={() => setChosen(index)}
							onConfirm={(item) => act(() => api.group(each.id, item))}
							onOpen={() => {
								setChosen(index);
								setOpening(true);
							}}
							onClose={() => setOpening(false)}
							onCreate={(item) => act(() => api.openItem(each.id, item))}
							onSpam={() =>
								act(
									() => api.setState(each.id, 'spam').then(() => setLastSpam(each.id)),
									t('spamDone'),
								)
							}
						/>
					))}
				</ol>
			</section>
			<section aria-labelledby="items">
				<h2 id="items">{t('items', { count: queue.items.length })}</h2>
				{queue.items.length === 0 && <p>{t('noItems')}</p>}
				<ol class="desk-list">
					{byPromise(queue.items).map((item) => (
						<ItemCard
							key={item.id}
							item={item}
							api={api}
							t={t}
							language={language}
							base={base}
							act={act}
						/>
					))}
				</ol>
			</section>
		</div>
	);
}
