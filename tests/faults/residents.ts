/** What residents do while things break, and what they were promised. */

/** Sends a report; the receipt where it was taken, and what was answered otherwise. */
export async function sendReport(
	url: string,
	name: string,
): Promise<{ readonly receipt: string } | { readonly status: number; readonly error: string }> {
	const answer = await post(url, '/api/reports', {
		content: `听说${name}号水闸今晚要开，是真的吗`,
		channel: 'other',
		submission: name,
	}).catch(() => undefined);
	if (!answer) return { status: 0, error: 'no answer' };
	const body = (await answer.json().catch(() => ({}))) as { receipt?: string; error?: string };
	if (body.receipt !== undefined) return { receipt: body.receipt };
	return { status: answer.status, error: body.error ?? '' };
}

/** What a receipt shows: `received` for a report that is there. */
export async function stateOf(url: string, receipt: string): Promise<string> {
	const answer = await post(url, '/api/reports/status', { receipt });
	return ((await answer.json()) as { state: string }).state;
}

/** The receipts whose reports are not there. */
export async function lostReceipts(url: string, receipts: readonly string[]): Promise<string[]> {
	const lost: string[] = [];
	for (const receipt of receipts)
		if ((await stateOf(url, receipt)) !== 'received') lost.push(receipt);
	return lost;
}

/** Sends reports one after another from so many residents at once until `signal`; gives the receipts that they got, and what else they were answered. */
export async function sendReports(
	url: string,
	prefix: string,
	{ residents, signal }: { readonly residents: number; readonly signal: AbortSignal },
) {
	const receipts: string[] = [];
	const refusals: { readonly status: number; readonly error: string }[] = [];
	const send = async (resident: number) => {
		for (let each = 0; !signal.aborted; each += 1) {
			const sent = await sendReport(url, `${prefix}-${resident}-${each}`);
			if ('receipt' in sent) receipts.push(sent.receipt);
			else {
				refusals.push(sent);
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
		}
	};
	await Promise.all(Array.from({ length: residents }, (_, resident) => send(resident)));
	return { receipts, refusals };
}

export function post(url: string, path: string, body: object): Promise<Response> {
	return fetch(`${url}${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', connection: 'close' },
		body: JSON.stringify(body),
	});
}

/** Pages that everybody needs, in each language. */
export const pages = [
	'/',
	'/notices/',
	'/support/',
	'/en/',
	'/it/support/',
	'/alerts.json',
	'/feeds/notices.xml',
];

/** The pages among them that are not whole. */
export async function brokenPages(url: string): Promise<string[]> {
	const broken: string[] = [];
	for (const path of pages) {
		const answer = await fetch(url + path).catch(() => undefined);
		const text = await answer?.text();
		const isWhole = /<\/html>\s*$|<\/rss>\s*$|\}\s*$/.test(text ?? '');
		if (answer?.status !== 200 || !isWhole) broken.push(`${path} ${answer?.status}`);
	}
	return broken;
}
