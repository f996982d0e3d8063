import { useEffect, useState } from 'preact/hooks';

/** Clocks on the desk are told in minutes. */
const everyMs = 30_000;

/** The time in epoch milliseconds, often enough for what is told in minutes. */
export function useNow(): number {
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), everyMs);
		return () => clearInterval(timer);
	}, []);
	return now;
}
