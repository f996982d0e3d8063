import { isLanguage, type Language } from '../../domain/languages.ts';
import type { ComparedSentence } from '../../domain/verification/compare-texts.ts';
import { writtenInstant } from '../../i18n/dates.ts';
import type { VerifyAnswer } from './answer-question.ts';

/** Fills the page's templates with an answer. Everything from outside is put in as text, never as markup. */
export function showAnswer(root: HTMLElement, place: HTMLElement, answer: VerifyAnswer): void {
	place.replaceChildren(
		copyOf(root, `[data-verdict="${answer.verdict}"]`),
		copyOf(root, '[data-details]'),
	);
	place.dataset['answer'] = answer.verdict;
	const text = place.querySelector('[data-text]');
	const host = hostOf(answer.elsewhere);
	if (text) text.textContent = (text.textContent ?? '').replace('{host}', host);
	for (const name of reasonsOf(answer)) reveal(place, `[data-reason="${name}"]`);
	showSentences(root, place, answer.sentences ?? []);
	showFacts(root, place, answer);
	showUntil(root, place, answer);
}

/** An instant in the words of the page's language. */
export function words(instant: Date | string | undefined): string {
	return instant ? writtenInstant(new Date(instant), pageLanguage()) : '';
}

function pageLanguage(): Language {
	const { lang } = document.documentElement;
	return isLanguage(lang) ? lang : 'zh-CN';
}

function copyOf(root: HTMLElement, selector: string): Node {
	const template = root.querySelector<HTMLTemplateElement>(`template${selector}`);
	return template?.content.cloneNode(true) ?? document.createTextNode('');
}

function reveal(place: HTMLElement, selector: string): void {
	const found = place.querySelector<HTMLElement>(selector);
	if (found) found.hidden = false;
}

function reasonsOf(answer: VerifyAnswer): string[] {
	const { known, verdict, isTextUnread, isTextTooLong, sentences } = answer;
	const { ticket, record } = known;
	const isTextAltered = sentences?.some(({ kind }) => kind !== 'own') ?? false;
	const isOther =
		ticket?.standing === 'valid' &&
		record?.ref !== undefined &&
		ticket.statement.ref !== record.ref;
	const unproven = record?.signature === 'invalid' || record?.signature === 'unknown-key';
	return [
		ticket?.standing === 'invalid' && 'ticket',
		ticket?.standing === 'unknown-key' && 'key',
		ticket?.standing === 'compromised' && 'oldKey',
		isOther && 'other',
		isTextAltered && 'text',
		verdict === 'unsigned' && unproven && 'unsigned',
		isTextUnread && 'noText',
		isTextTooLong && 'tooLong',
	].filter((name) => name !== false);
}

function showSentences(
	root: HTMLElement,
	place: HTMLElement,
	sentences: readonly ComparedSentence[],
): void {
	const list = place.querySelector('[data-sentences]');
	const differing = sentences.filter(({ kind }) => kind !== 'own').slice(0, 50);
	list?.replaceChildren(...differing.map((each) => sentenceItem(root, each)));
	if (differing.length === 0) list?.remove();
}

function sentenceItem(root: HTMLElement, { kind, parts, original }: ComparedSentence): HTMLElement {
	const item = document.createElement('li');
	const label = document.createElement('span');
	label.className = 'tag';
	label.textContent = root.dataset[kind] ?? '';
	// Marks within that turn the writing round stay within.
	const said = document.createElement('bdi');
	said.append(
		...parts.map(({ text, isOwn }) => {
			if (isOwn) return document.createTextNode(text);
			const mark = document.createElement('mark');
			mark.textContent = text;
			return mark;
		}),
	);
	item.append(label, ' ', said);
	if (original !== undefined) {
		const line = document.createElement('p');
		line.textContent = `${root.dataset['original'] ?? ''}${original}`;
		item.append(line);
	}
	return item;
}

function showFacts(root: HTMLElement, place: HTMLElement, answer: VerifyAnswer): void {
	const { record, ticket } = answer.known;
	const statement = ticket?.standing === 'valid' ? ticket.statement : undefined;
	const isReal = record !== undefined && record.state !== 'exercise';
	const title = record?.title?.[pageLanguage()] ?? record?.title?.['zh-CN'];
	link(place, 'title', isReal ? record.ref : statement?.ref, title ?? statement?.ref);
	link(place, 'by', record?.by);
	fact(place, 'since', words(record?.since));
	fact(place, 'code', record?.code ?? statement?.code ?? answer.question.codes[0]);
	fact(place, 'sent', words(record?.sent ?? statement?.sent));
	fact(place, 'expires', words(record?.expires ?? statement?.expires));
	fact(place, 'key', statement?.key ?? record?.key);
	fact(place, 'compared', comparedOf(root, answer));
	if (!place.querySelector('.facts > div')) place.querySelector('.facts')?.remove();
}

function comparedOf({ dataset }: HTMLElement, { known, sentences }: VerifyAnswer): string {
	const own = sentences?.filter(({ kind }) => kind === 'own').length ?? 0;
	const other = (sentences?.length ?? 0) - own;
	return [
		known.ticket && known.ticket.standing !== 'undecided' && dataset['comparedSignature'],
		known.record && dataset['comparedRecord'],
		sentences &&
			dataset['comparedText']?.replace('{own}', String(own)).replace('{other}', String(other)),
	]
		.filter(Boolean)
		.join(dataset['separator'] ?? ', ');
}

function fact(place: HTMLElement, name: string, value: string | undefined): void {
	const element = place.querySelector(`[data-fact="${name}"]`);
	if (value) element?.append(value);
	else element?.closest('div')?.remove();
}

function link(
	place: HTMLElement,
	name: string,
	ref: string | undefined,
	text: string | undefined = '',
): void {
	const element = place.querySelector<HTMLAnchorElement>(`a[data-fact="${name}"]`);
	if (!element) return;
	if (!ref) element.closest('div')?.remove();
	else {
		element.href = `${element.getAttribute('href')}${encodeURIComponent(ref)}/`;
		if (text) element.textContent = text;
	}
}

/** Never left out: what is known of withdrawals, and until when. */
function showUntil(
	{ dataset }: HTMLElement,
	place: HTMLElement,
	{ recent, isClockBehind }: VerifyAnswer,
): void {
	const line = place.querySelector('[data-until]');
	if (line)
		line.textContent = recent
			? (dataset['sayKnownuntil'] ?? '').replace('{at}', words(recent.until))
			: (dataset['sayKnownnothing'] ?? '');
	if (recent && !recent.isFresh) reveal(place, '[data-note="offline"]');
	if (isClockBehind) reveal(place, '[data-note="clockBehind"]');
}

function hostOf(origin: string | undefined): string {
	return (origin ?? '').replace(/^https?:\/\//, '');
}
