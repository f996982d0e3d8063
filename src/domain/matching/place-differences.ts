import type { ClaimSlots } from './claim-slots.ts';
import type { Difference } from './difference.ts';

/** In which places two texts differ. */
export function placeDifferences(ours: ClaimSlots, theirs: ClaimSlots): readonly Difference[] {
	return [...otherPlaces(ours, theirs), ...otherReach(ours, theirs), ...otherWay(ours, theirs)];
}

/**
 * A place that only the report names counts: it says where. One that it leaves out does not: people ask about where they
 * live. The county's own name says no more than none.
 */
function otherPlaces({ places: ours }: ClaimSlots, { places: theirs }: ClaimSlots): Difference[] {
	const added = ours.filter(({ name }) => !theirs.some((each) => each.name === name));
	const missing = theirs.filter(({ name }) => !ours.some((each) => each.name === name));
	return added.flatMap(({ name, reach }, at) => {
		const other = missing[at];
		if (reach === 'own' && !other) return [];
		return [{ kind: 'place', ours: name, theirs: other?.name ?? '' }];
	});
}

const large = new Set(['国', '省', '市', '县']);

/** 全县 is more than one township of it, and another thing than 全镇. */
function otherReach(ours: ClaimSlots, theirs: ClaimSlots): Difference[] {
	const [mine, known] = [ours.scopes[0], theirs.scopes[0]];
	if (mine && known) {
		const isSame = ours.scopes.some(({ level }) =>
			theirs.scopes.some((each) => each.level === level),
		);
		return isSame ? [] : [{ kind: 'place', ours: mine.written, theirs: known.written }];
	}
	const placeIn = ({ places }: ClaimSlots) => places.find(({ reach }) => reach === 'within');
	if (mine && large.has(mine.level)) {
		const there = placeIn(theirs);
		if (there && !placeIn(ours)) return [{ kind: 'place', ours: mine.written, theirs: there.name }];
	}
	return [];
}

const towards = /[到往去至赴]|→|\bto\b/u;

/** 从云溪到松坪 is another way than 从松坪到云溪. */
function otherWay(ours: ClaimSlots, theirs: ClaimSlots): Difference[] {
	if (!towards.test(ours.text) || !towards.test(theirs.text)) return [];
	const shared = (these: ClaimSlots, those: ClaimSlots) =>
		these.places
			.map(({ name }) => name)
			.filter((name) => those.places.some((each) => each.name === name));
	const [mine, known] = [shared(ours, theirs), shared(theirs, ours)];
	if (mine.join() === known.join()) return [];
	return [{ kind: 'place', ours: mine.join('、'), theirs: known.join('、') }];
}
