import { useEffect, useState } from 'preact/hooks';
import type { DeskReport, Suggestion } from './api.ts';
import { useDesk } from './context.ts';

/** The suggestions for a report, asked for when it is looked at. Keys do nothing until they are seen. */
export function useSuggestions(
	report: DeskReport | undefined,
	{ looks, asClaim }: { readonly looks: number; readonly asClaim: boolean },
) {
	const { api } = useDesk();
	const [found, setFound] = useState<{ of: string; all: readonly Suggestion[] }>();
	const isSorted = report && !report.aside && (!report.crisis || asClaim);
	const id = isSorted ? report.id : undefined;
	useEffect(() => {
		if (!id) return;
		let isWanted = true;
		api.suggestions(id).then(
			(all) => isWanted && setFound({ of: id, all }),
			() => isWanted && setFound({ of: id, all: [] }),
		);
		return () => {
			isWanted = false;
		};
	}, [api, id, looks]);
	return found && found.of === id ? found.all : undefined;
}
