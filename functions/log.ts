/** Structured lines about what happened; never content, endpoints or anything a resident wrote. */
export interface Logger {
	info(message: string, about?: object): void;
	error(message: string, about?: object): void;
}

/** Writes one JSON object a line to standard error, so that standard output stays for people and programs. */
export function jsonLogger(now: () => Date): Logger {
	const write = (level: string, message: string, about: object = {}) =>
		process.stderr.write(
			`${JSON.stringify({ at: now().toISOString(), level, message, ...about })}\n`,
		);
	return {
		info: (message, about) => write('info', message, about),
		error: (message, about) => write('error', message, about),
	};
}
