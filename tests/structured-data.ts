/** What schema.org and Google ask of the types that the portal uses: required and allowed properties, each with its form. */
type Form = 'text' | 'url' | 'instant' | 'number' | 'texts' | readonly string[];

interface Shape {
	readonly required: Readonly<Record<string, Form>>;
	readonly optional?: Readonly<Record<string, Form>>;
}

const organization = { required: { name: 'text', url: 'url' } } as const;

const shapes: Readonly<Record<string, Shape>> = {
	// https://developers.google.com/search/docs/appearance/structured-data/factcheck
	ClaimReview: {
		required: {
			claimReviewed: 'text',
			url: 'url',
			reviewRating: ['Rating'],
			author: ['GovernmentOrganization'],
			datePublished: 'instant',
			itemReviewed: ['Claim'],
		},
	},
	Rating: {
		required: { alternateName: 'text' },
		optional: { ratingValue: 'number', bestRating: 'number', worstRating: 'number' },
	},
	Claim: { required: { datePublished: 'instant' } },
	// https://developers.google.com/search/docs/appearance/structured-data/faqpage
	FAQPage: { required: { mainEntity: ['Question'] } },
	Question: {
		required: { name: 'text', acceptedAnswer: ['Answer'] },
		optional: { alternateName: 'texts' },
	},
	Answer: { required: { text: 'text' } },
	// https://schema.org/SpecialAnnouncement, with what Google asked for
	SpecialAnnouncement: {
		required: {
			name: 'text',
			text: 'text',
			datePosted: 'instant',
			category: 'text',
			url: 'url',
			spatialCoverage: ['AdministrativeArea'],
			publisher: ['GovernmentOrganization'],
		},
		optional: { expires: 'instant' },
	},
	GovernmentOrganization: {
		...organization,
		optional: { telephone: 'text', areaServed: ['AdministrativeArea'] },
	},
	AdministrativeArea: { required: { name: 'text' } },
};

/** What is wrong with a JSON-LD document of the site at an address; empty when nothing is. */
export function dataFaults(data: Readonly<Record<string, unknown>>, site: string): string[] {
	const { '@context': context, ...thing } = data;
	const faults = context === 'https://schema.org' ? [] : ['its context is not schema.org'];
	return [...faults, ...thingFaults(thing, '', site)];
}

function thingFaults(thing: unknown, at: string, site: string): string[] {
	if (!isObject(thing)) return [`${at} is no thing`];
	const { '@type': type, ...properties } = thing;
	const shape = shapes[String(type)];
	if (!shape) return [`${at} is of the unknown type ${String(type)}`];
	const known = { ...shape.optional, ...shape.required };
	const missing = Object.keys(shape.required).filter((name) => !(name in properties));
	return [
		...missing.map((name) => `${at}.${name} is missing`),
		...Object.entries(properties).flatMap(([name, value]) => {
			const form = known[name];
			return form ? valueFaults(value, form, `${at}.${name}`, site) : [`${at}.${name} is unknown`];
		}),
	];
}

function valueFaults(value: unknown, form: Form, at: string, site: string): string[] {
	if (typeof form !== 'string') {
		const things = Array.isArray(value) ? value : [value];
		if (things.length === 0) return [`${at} is empty`];
		const types = things.map((each) => (isObject(each) ? String(each['@type']) : ''));
		const wrong = types.filter((type) => !form.includes(type));
		return [
			...wrong.map((type) => `${at} is of type ${type}`),
			...things.flatMap((each) => thingFaults(each, at, site)),
		];
	}
	return hasForm(value, form, site) ? [] : [`${at} is no ${form}: ${JSON.stringify(value)}`];
}

function hasForm(value: unknown, form: Form & string, site: string): boolean {
	if (form === 'texts')
		return Array.isArray(value) && value.every((each) => hasForm(each, 'text', site));
	if (form === 'number') return typeof value === 'number';
	if (typeof value !== 'string' || value.trim() === '') return false;
	if (form === 'url') return value.startsWith(site);
	return form === 'text' || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
