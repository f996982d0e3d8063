/** The sections of the site, as menus list them; each has its name under `nav.`. */
export const sections = [
	{ key: 'notices', path: 'notices/' },
	{ key: 'rumors', path: 'rumors/' },
	{ key: 'faqs', path: 'faqs/' },
	{ key: 'helpPoints', path: 'help-points/' },
	{ key: 'guides', path: 'guides/' },
	{ key: 'subscribe', path: 'subscribe/' },
	{ key: 'search', path: 'search/' },
] as const;

/** Pages about the site itself. */
export const aboutPages = [
	{ key: 'verify', path: 'verify/' },
	{ key: 'about', path: 'about/' },
	{ key: 'corrections', path: 'corrections/' },
	{ key: 'deskFigures', path: 'rumors/figures/' },
	{ key: 'privacy', path: 'privacy/' },
	{ key: 'accessibility', path: 'accessibility/' },
	{ key: 'display', path: 'display/' },
	{ key: 'receipt', path: 'receipt/' },
	{ key: 'sitemap', path: 'sitemap/' },
] as const;

/** The section that a page belongs to, for marking it in the menu. */
export function isWithin(path: string, section: string): boolean {
	return path === section || path.startsWith(section);
}
