import { useState } from 'preact/hooks';
import { editorPath } from '../domain/editor-path.ts';
import { type Language, toolLanguage } from '../domain/languages.ts';
import { referrals } from '../domain/report.ts';
import { writtenInstant } from '../i18n/dates.ts';
import type { DeskTranslate } from '../i18n/desk-strings.ts';
import type { DeskApi, DeskItem, DeskReport, ItemChange } from './api.ts';
import { ResponseStanding } from './ResponseStanding.tsx';

interface Props {
	readonly item: DeskItem;
	readonly api: DeskApi;
	readonly t: DeskTranslate;
	readonly language: Language;
	readonly base: string;
	readonly act: (work: () => Promise<unknown>) => Promise<void>;
}

/** One item: its reports, its clocks, and what is said to those who asked. */
export function ItemCard({ item, api, t, language, base, act }: Props) {
	const [reports, setReports] = useState<readonly DeskReport[]>();
	const change = (to: ItemChange) => act(() => api.change(item.id, item.version, to));
	const draft = () =>
		act(async () => {
			const { ref } = await api.draft(item.id);
			location.assign(`${base}${editorPath(language, { collection: 'rumors', ref })}`);
		});
	const read = async () => setReports(await api.reportsOf(item.id));
	const toggle = () => (reports ? setReports(undefined) : act(read));
	const ungroup = (report: string) => act(() => api.ungroup(report).then(read));
	const time = (instant: string) => writtenInstant(new Date(instant), toolLanguage(language));
	return (
		<li class="desk-card" data-risk={item.risk}>
			<h3>{item.claim}</h3>
			<p class="desk-about">
				<strong>{t(`state.${item.state}`)}</strong> · {t('reports', { count: item.reports })} ·{' '}
				{t('riskLevel', { level: t(item.risk) })}
				{item.nextUpdateAt && ` · ${t('nextUpdate', { time: time(item.nextUpdateAt) })}`}
			</p>
			{item.response && <p>{t('response', { title: item.response.title })}</p>}
			<ResponseStanding item={item} t={t} />
			{item.state !== 'answered' && <Clocks item={item} t={t} time={time} />}
			<p class="desk-actions">
				{item.reports > 0 && (
					<button type="button" onClick={toggle} aria-expanded={reports !== undefined}>
						{reports ? t('hideReports') : t('showReports')}
					</button>
				)}
				{!item.response && (
					<button type="button" onClick={draft}>
						{item.draftRef ? t('openDraft') : t('draft')}
					</button>
				)}
				{!item.response && item.state === 'unstarted' && (
					<button type="button" onClick={() => change({ state: 'not-a-claim' })}>
						{t('notAClaim')}
					</button>
				)}
			</p>
			{!item.response && item.state !== 'answered' && <Holding t={t} change={change} />}
			{reports && (
				<ul>
					{reports.map((report) => (
						<li key={report.id}>
							{report.content}{' '}
							<button type="button" onClick={() => ungroup(report.id)}>
								{t('ungroup')}
							</button>
						</li>
					))}
				</ul>
			)}
		</li>
	);
}

function Clocks({
	item,
	t,
	time,
}: {
	item: DeskItem;
	t: DeskTranslate;
	time: (instant: string) => string;
}) {
	const { holdingLine, verdict } = item.due;
	const late = (instant: string) =>
		new Date(instant) < new Date() && <strong> {t('overdue')}</strong>;
	return (
		<>
			{holdingLine && !item.firstAnsweredAt && (
				<p class="desk-due">
					{t('dueHolding', { time: time(holdingLine) })}
					{late(holdingLine)}
				</p>
			)}
			{verdict && (
				<p class="desk-due">
					{t('dueVerdict', { time: time(verdict) })}
					{late(verdict)}
				</p>
			)}
		</>
	);
}

/** "We are checking", with the time at which those who asked hear more; or sent on to who is responsible. */
function Holding({ t, change }: { t: DeskTranslate; change: (to: ItemChange) => Promise<void> }) {
	const submit = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const local = String(new FormData(event.currentTarget).get('nextUpdateAt'));
		void change({ state: 'checking', nextUpdateAt: `${local}:00+08:00` });
	};
	// A choice alone sends nothing: with the keyboard one passes by numbers that one does not mean.
	const refer = (event: SubmitEvent) => {
		event.preventDefault();
		if (!(event.currentTarget instanceof HTMLFormElement)) return;
		const chosen = new FormData(event.currentTarget).get('number');
		const number = referrals.find((each) => each === chosen);
		if (number) void change({ state: 'referred', referredTo: number });
	};
	return (
		<div class="desk-holding">
			<form class="desk-holding" onSubmit={submit}>
				<label>
					{t('nextUpdateAt')}
					<input type="datetime-local" name="nextUpdateAt" required />
				</label>
				<button type="submit">{t('saveChecking')}</button>
			</form>
			<form class="desk-holding" onSubmit={refer}>
				<label>
					{t('refer')}
					<select name="number" required>
						<option value="">—</option>
						{referrals.map((number) => (
							<option key={number} value={number}>
								{t('referTo', { number })}
							</option>
						))}
					</select>
				</label>
				<button type="submit">{t('doRefer')}</button>
			</form>
		</div>
	);
}
