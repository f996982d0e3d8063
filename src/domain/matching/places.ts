/** A place as it is written, by the name that is the same however it is written: 西安 for 西安市. */
export interface Place {
	readonly name: string;
	readonly written: string;
	/** `own`: the county itself. `within`: a township, village or less. */
	readonly reach: 'own' | 'within' | 'elsewhere';
}

/** Finds places in a text, each once. */
export type FindPlaces = (text: string) => readonly Place[];

/** Names of administrative divisions, those of a kind in one text with blanks between them. */
export interface Gazetteer {
	readonly provinces: string;
	readonly prefectures: string;
	readonly counties: string;
}

const suffix =
	/(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|[\p{Script=Han}]{0,6}自治[州县]|地区|街道|省|市|州|盟|县|区|镇|乡|村)$| (?:County|City|District|Town|Township|Subdistrict|Village)$/u;
const county = /[县市区]$| (?:County|City|District)$|^Contea di /u;

/**
 * A finder for the divisions of a gazetteer, the county's own areas, and what is called a township, village or estate.
 * Provinces, prefectures and own areas are known without their suffix too; counties elsewhere are not: 和平, 长安 and 公安 are words.
 */
export function placeFinder(gazetteer: Gazetteer, ownAreas: readonly string[]): FindPlaces {
	const places = new Map<string, Omit<Place, 'written'>>();
	const know = (name: string, reach: Place['reach']) => {
		const place = { name: shortName(name), reach };
		places.set(name, place);
		places.set(place.name, place);
	};
	for (const name of gazetteer.counties.split(' ')) places.set(name, { name, reach: 'elsewhere' });
	for (const names of [gazetteer.provinces, gazetteer.prefectures])
		for (const name of names.split(' ')) know(name, 'elsewhere');
	for (const name of ownAreas) know(name, county.test(name) ? 'own' : 'within');
	const known = findIn(places);
	return (text) => {
		const found = known(text);
		const names = new Set(found.map(({ name }) => name));
		const others = calledPlaces(text).filter(({ name, written }) => {
			const isKnown = names.has(name) || found.some((each) => written.includes(each.written));
			if (!isKnown) names.add(name);
			return !isKnown;
		});
		return [...found, ...others];
	};
}

function shortName(name: string): string {
	const short = name.replace(suffix, '').replace(/^Contea di /, '');
	return short.length >= 2 ? short : name;
}

/** The longest name at each place of the text counts. */
function findIn(places: ReadonlyMap<string, Omit<Place, 'written'>>): FindPlaces {
	const lengths = new Map<string, number[]>();
	for (const name of places.keys()) {
		const start = name.slice(0, 2);
		const known = lengths.get(start) ?? [];
		if (!known.includes(name.length)) lengths.set(start, [...known, name.length]);
	}
	for (const known of lengths.values()) known.sort((a, b) => b - a);
	return (text) => {
		const found = new Map<string, Place>();
		for (let at = 0; at < text.length; at += 1) {
			const length = lengths
				.get(text.slice(at, at + 2))
				?.find((each) => places.has(text.slice(at, at + each)));
			if (length === undefined) continue;
			// 停三天水 speaks of no Tianshui, and 明天全县 of no Tianquan.
			const counts =
				text[at] === '天' &&
				/[\d一二两三四五六七八九十几今明昨后前每当整]/.test(text[at - 1] ?? '');
			if (counts) continue;
			const written = text.slice(at, at + length);
			const place = places.get(written);
			if (place && !found.has(place.name)) found.set(place.name, { ...place, written });
			at += length - 1;
		}
		return [...found.values()];
	};
}

/** Ends what comes before a name, and is no part of one. */
const noName =
	'的了在从到去往是有说听传全本我们咱这那各每一二三四五六七八九十两几个多和与及被把对给让向于为也都就不没未要会将已叫住来由里外上下前后今明昨天晚早日月年县市镇乡村农古老新旧家故同返回进出隔壁附近周边邻某哪问道请因据知过内只先再还又很太最小大\\s\\p{P}';
const called = new RegExp(
	`(?<=^|[${noName}])([^${noName}\\w]{2,3})(镇|乡(?!村)|街道|村(?![民里口子干委])|社区|小区|新村|花园)`,
	'gu',
);

/** What is called a township, village or estate, as far as its name can be told from what stands before it. */
function calledPlaces(text: string): readonly Place[] {
	return [...text.matchAll(called)].map(([written, name = '']) => ({
		name,
		written,
		reach: 'within',
	}));
}

/** How far something is said to reach: 全县. */
export interface Scope {
	readonly level: string;
	readonly written: string;
}

const scope = /(?:全|整个)(国|省|市|县|城|镇|乡|街道|村|校|小区)(?:范围)?/gu;

export function scopesOf(text: string): readonly Scope[] {
	return [...text.matchAll(scope)].map(([written, level = '']) => ({
		level: level === '城' ? '县' : level,
		written,
	}));
}
