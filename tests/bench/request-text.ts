/** A request for a page as a phone sends it. */
export function getText(path: string, host: string, accepted = 'gzip, deflate, br'): string {
	return [
		`GET ${path} HTTP/1.1`,
		`Host: ${host}`,
		`Accept-Encoding: ${accepted}`,
		'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
		'User-Agent: Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
		'',
		'',
	].join('\r\n');
}

/** A request that sends JSON, as the page's script does; `from` is the address that the proxy in front names. */
export function postText(path: string, host: string, body: object, from?: string): string {
	const json = JSON.stringify(body);
	return [
		`POST ${path} HTTP/1.1`,
		`Host: ${host}`,
		...(from ? [`X-Forwarded-For: ${from}`] : []),
		'Content-Type: application/json',
		`Content-Length: ${Buffer.byteLength(json)}`,
		'',
		json,
	].join('\r\n');
}

/** A request that sends a form, as a browser without JavaScript does. */
export function formText(
	path: string,
	host: string,
	values: Readonly<Record<string, string>>,
): string {
	const body = new URLSearchParams(values).toString();
	return [
		`POST ${path} HTTP/1.1`,
		`Host: ${host}`,
		'Content-Type: application/x-www-form-urlencoded',
		`Content-Length: ${Buffer.byteLength(body)}`,
		'',
		body,
	].join('\r\n');
}
