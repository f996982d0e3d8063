/** Finds places in a text: each by the name that is the same however it is written, 西安 for 西安市. */
export type FindPlaces = (text: string) => readonly string[];

/** Names of administrative divisions, those of a kind in one text with blanks between them. */
export interface Gazetteer {
	readonly provinces: string;
	readonly prefectures: string;
	readonly counties: string;
}

const suffix =
	/(?:特别行政区|(?:维吾尔|壮族|回族)?自治区|[\p{Script=Han}]{0,6}自治[州县]|地区|街道|省|市|州|盟|县|区|镇|乡|村)$/u;

/**
 * A finder for the divisions of a gazetteer and the county's own areas. Provinces, prefectures and own areas are known without
 * their suffix too; counties elsewhere are not: 和平, 长安 and 公安 are words.
 */
export function placeFinder(gazetteer: Gazetteer, ownAreas: readonly string[]): FindPlaces {
	const places = new Map<string, string>();
	for (const name of gazetteer.counties.split(' ')) places.set(name, name);
	const known = [
		...gazetteer.provinces.split(' '),
		...gazetteer.prefectures.split(' '),
		...ownAreas,
	];
	for (const name of known) {
		const place = shortName(name);
		places.set(name, place);
		places.set(place, place);
	}
	return findIn(places);
}

function shortName(name: string): string {
	const short = name.replace(suffix, '');
	return short.length >= 2 ? short : name;
}

/** The longest name at each place of the text counts. */
function findIn(places: ReadonlyMap<string, string>): FindPlaces {
	const lengths = new Map<string, number[]>();
	for (const name of places.keys()) {
		const start = name.slice(0, 2);
		const known = lengths.get(start) ?? [];
		if (!known.includes(name.length)) lengths.set(start, [...known, name.length]);
	}
	for (const known of lengths.values()) known.sort((a, b) => b - a);
	return (text) => {
		const found: string[] = [];
		for (let at = 0; at < text.length; at += 1) {
			const length = lengths
				.get(text.slice(at, at + 2))
				?.find((each) => places.has(text.slice(at, at + each)));
			if (length === undefined) continue;
			// 停三天水 counts days, and speaks of no Tianshui.
			const counts = text[at] === '天' && /[\d一二两三四五六七八九十几]/.test(text[at - 1] ?? '');
			if (counts) continue;
			found.push(places.get(text.slice(at, at + length)) ?? '');
			at += length - 1;
		}
		return [...new Set(found)];
	};
}
