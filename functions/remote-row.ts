import type { RemoteReason, StaffPageData } from '../src/domain/staff-answers.ts';
import type { OutOfStep, RemoteState } from './jobs/remote-follower.ts';

/** What the staff page says about the copy of the content on a Git host: nothing while it is in step. */
export function remoteRow(state: RemoteState | undefined): Pick<StaffPageData, 'remote'> {
	if (!state || state.kind === 'in-step') return {};
	return {
		remote: {
			reason: reasonOf(state),
			since: (state.missingSince ?? state.since).toISOString(),
			files: filesOf(state),
		},
	};
}

function reasonOf(state: OutOfStep): RemoteReason {
	switch (state.kind) {
		case 'failing':
			return state.problem;
		case 'refused':
			return state.refusal.kind;
		case 'conflict':
			return state.paths.length > 0 ? 'conflict' : 'no-shared-history';
	}
}

function filesOf(state: OutOfStep): readonly string[] {
	if (state.kind === 'conflict') return state.paths;
	return state.kind === 'refused' && state.refusal.path ? [state.refusal.path] : [];
}
