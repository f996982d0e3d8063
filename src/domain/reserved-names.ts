/** Names at whose address below a collection the site has something else: lists, and pages that a language stands before. */
const reserved: ReadonlySet<string> = new Set([
	'about',
	'accessibility',
	'archive',
	'areas',
	'breathing',
	'corrections',
	'desk',
	'display',
	'emergency-pack',
	'exercise',
	'faqs',
	'feeds',
	'figures',
	'guides',
	'help-points',
	'incidents',
	'index',
	'link',
	'notices',
	'page-feedback',
	'preview',
	'privacy',
	'receipt',
	'report',
	'rumors',
	'search',
	'sitemap',
	'self-check',
	'sources',
	'staff',
	'subscribe',
	'support',
	'unavailable',
	'verify',
]);

/** Whether an entry of this name would have no page of its own. */
export function isReservedName(ref: string): boolean {
	return reserved.has(ref);
}
