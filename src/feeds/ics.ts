import { countyTimeZone, toOffsetString } from '../domain/time.ts';

/** An event of a calendar (RFC 5545 §3.6.1). */
export interface CalendarEvent {
	/** Never changes, so that a changed event replaces the one that is in a calendar already (§3.8.4.7). */
	readonly uid: string;
	/** When what is said of it last changed. */
	readonly stamp: Date;
	/** Grows with each change (§3.8.7.4). */
	readonly sequence: number;
	readonly status: 'CONFIRMED' | 'CANCELLED';
	readonly summary: string;
	readonly description: string;
	readonly category: string;
	readonly location?: string | undefined;
	readonly url: string;
	readonly start: Date;
	readonly end?: Date | undefined;
}

export interface Calendar {
	readonly name: string;
	/** Who made it, as §3.7.3 wants it named. */
	readonly product: string;
	readonly events: readonly CalendarEvent[];
}

/** The county's zone has had one offset since 1991, so this says all of it. It is there too when there is no event (§3.6 wants a component). */
const zone = [
	'BEGIN:VTIMEZONE',
	`TZID:${countyTimeZone}`,
	'BEGIN:STANDARD',
	'DTSTART:19910915T000000',
	'TZOFFSETFROM:+0800',
	'TZOFFSETTO:+0800',
	'TZNAME:CST',
	'END:STANDARD',
	'END:VTIMEZONE',
];

/** A calendar that programs subscribe to, asking again each hour (RFC 5545, RFC 7986). */
export function calendar({ name, product, events }: Calendar): string {
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		`PRODID:${text(product)}`,
		'METHOD:PUBLISH',
		`NAME:${text(name)}`,
		`X-WR-CALNAME:${text(name)}`,
		'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
		'X-PUBLISHED-TTL:PT1H',
		...zone,
		...events.flatMap(event),
		'END:VCALENDAR',
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event(each: CalendarEvent): string[] {
	return [
		'BEGIN:VEVENT',
		`UID:${text(each.uid)}`,
		`DTSTAMP:${utc(each.stamp)}`,
		`SEQUENCE:${each.sequence}`,
		`STATUS:${each.status}`,
		`DTSTART;TZID=${countyTimeZone}:${local(each.start)}`,
		...(each.end ? [`DTEND;TZID=${countyTimeZone}:${local(each.end)}`] : []),
		`SUMMARY:${text(each.summary)}`,
		`DESCRIPTION:${text(each.description)}`,
		...(each.location ? [`LOCATION:${text(each.location)}`] : []),
		`CATEGORIES:${text(each.category)}`,
		`URL:${each.url}`,
		// A slot of three days does not take three days of anyone's time.
		'TRANSP:TRANSPARENT',
		'END:VEVENT',
	];
}

/** A text value (§3.3.11); control characters have no place in one. */
function text(value: string): string {
	return value
		.toWellFormed()
		.replace(/[\\;,]/g, '\\$&')
		.replace(/\r?\n/g, '\\n')
		.replace(controls, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const controls = /[\u0000-\u001f\u007f]/g;

function utc(instant: Date): string {
	return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}

function local(instant: Date): string {
	return toOffsetString(instant).slice(0, 19).replace(/[-:]/g, '');
}

const mostOctets = 75;

/** A line of at most 75 octets; what is longer goes on in lines that begin with a space, never within a character (§3.1). */
function folded(line: string): string {
	const parts = [''];
	let octets = 0;
	for (const character of line) {
		const size = Buffer.byteLength(character);
		if (octets + size > mostOctets) {
			parts.push('');
			octets = 1;
		}
		parts[parts.length - 1] += character;
		octets += size;
	}
	return parts.join('\r\n ');
}
