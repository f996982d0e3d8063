import { codeAlphabet } from '../short-code.ts';
import type { SignedStatement } from './statement.ts';
import { decodeTicket, ticketPattern } from './ticket.ts';

/** What somebody asks about: found in what was typed, scanned or pasted. */
export interface Question {
	/** A signed statement, as a printed code carries it. */
	readonly ticket: SignedStatement | undefined;
	/** The notice that a link leads to, and the version that it names. */
	readonly ref: string | undefined;
	readonly version: number | undefined;
	/** All links, as they were written. */
	readonly links: readonly string[];
	/** What may be a short code, the surest first. */
	readonly codes: readonly string[];
	/** Whether the first code was given as one, so that not finding it is an answer. */
	readonly isCodeSure: boolean;
	/** What is left when links and codes are taken out. */
	readonly text: string;
}

/** Longer than any notice; what is beyond it is not looked at. */
export const mostCharacters = 60_000;

const address = /https?:\/\/[^\s<>"'，。；：！？、）】」』”]+/giu;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
const oneCode = new RegExp(`^[${codeAlphabet}]{6}$`);
/** A code as it is written behind its name, with the version that follows it. */
const namedCode =
	/(?:核[对對][码碼]|短[码碼]|short code)[\s:：=]*((?:[0-9A-Z][\s-]?){6})(?![0-9A-Z])(?:[\s,，(（]*(?:第(\d{1,6})版|version (\d{1,6})(?!\d))[)）]?)?/giu;
const word = /[0-9A-Z]+/g;

/**
 * Finds codes, links and text in whatever somebody has at hand. Full-width, lower-case and spaced codes are read, and so are
 * addresses of `sites` (origins) that were copied from paper without their scheme.
 */
export function readQuestion(input: string, sites: readonly string[] = []): Question {
	const given = withScheme(input.slice(0, mostCharacters).replace(invisible, ''), sites);
	const plain = given.normalize('NFKC');
	const links = plain.match(address) ?? [];
	const link = links.find((each) => /\/(?:notices|exercise|verify)\//.test(each)) ?? links[0];
	const ticket = decodeTicket(ticketPattern.exec(plain)?.[0] ?? '');
	const linked = link ? readLink(link) : undefined;
	const spoken = withoutLinks(plain).toUpperCase();
	const names = [...spoken.matchAll(namedCode)];
	const named = names.map(([, code = '']) => withoutSpaces(code));
	const version = names[0]?.[2] ?? names[0]?.[3];
	const whole = withoutSpaces(spoken);
	const isWhole = oneCode.test(whole);
	const sure = [linked?.code, isWhole ? whole : undefined, ...named].filter(isCode);
	const possible = (spoken.match(word) ?? []).filter((each) => isCode(each) && /\d/.test(each));
	return {
		ticket,
		ref: linked?.ref,
		version: linked?.version ?? (version ? Number(version) : undefined),
		links,
		codes: [...new Set([...sure, ...possible])].slice(0, 8),
		isCodeSure: sure.length > 0,
		text: isWhole ? '' : comparable(given),
	};
}

/** The origin of a link, as `https://www.example.gov.cn`. */
export function originOf(link: string): string | undefined {
	return urlOf(link)?.origin;
}

/** A text without links, codes and numbers of versions: what is compared, sentence by sentence. */
export function comparable(text: string): string {
	return withoutCodes(withoutLinks(text));
}

/** Paper and people leave the scheme out: `www.example.gov.cn/notices/flood/`. */
function withScheme(text: string, sites: readonly string[]): string {
	let whole = text;
	for (const site of sites) {
		const host = site.replace(/^https?:\/\//, '').replace(/[.[\]]/g, '\\$&');
		whole = whole.replace(new RegExp(`(^|[^\\w./@-])${host}(?=/)`, 'giu'), `$1${site}`);
	}
	return whole;
}

function readLink(link: string) {
	const url = urlOf(link);
	const [, ref] =
		/\/(?:notices|exercise)\/([a-z0-9-]{3,60})(?:\/|$)/.exec(url?.pathname ?? '') ?? [];
	const [, version] = /^#v(\d{1,6})$/.exec(url?.hash ?? '') ?? [];
	const isCheck = /\/verify\/?$/.test(url?.pathname ?? '');
	return {
		ref,
		version: version ? Number(version) : undefined,
		code: isCheck ? url?.hash.slice(1).toUpperCase() : undefined,
	};
}

function urlOf(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

function isCode(text: string | undefined): text is string {
	return text !== undefined && oneCode.test(text);
}

function withoutLinks(text: string): string {
	return text.replace(address, ' ').replace(ticketPattern, ' ');
}

/** Without named codes, and without lines that are nothing but a code. */
function withoutCodes(text: string): string {
	const lines = text.replace(namedCode, ' ').split('\n');
	const isBare = (line: string) => isCode(withoutSpaces(line.normalize('NFKC').toUpperCase()));
	return lines
		.filter((line) => !isBare(line))
		.join('\n')
		.trim();
}

function withoutSpaces(text: string): string {
	return text.replace(/[\s-]/g, '');
}
