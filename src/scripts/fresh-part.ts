/** A part of a page as the server has it now; `undefined` when it cannot be had, so that what is shown stays. */
export async function freshPart(url: string, selector: string): Promise<Element | undefined> {
	const answer = await fetch(url, { cache: 'no-store' }).catch(() => undefined);
	const html = answer?.ok ? await answer.text().catch(() => undefined) : undefined;
	if (html === undefined) return undefined;
	const part = new DOMParser().parseFromString(html, 'text/html').querySelector(selector);
	return part ? document.adoptNode(part) : undefined;
}
