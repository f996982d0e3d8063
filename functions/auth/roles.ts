import { type Role, roles } from '../../src/domain/roles.ts';

/** What staff may do. Each is granted by at least one role. */
export type StaffAction =
	| 'read-staff'
	| 'write-draft'
	| 'publish'
	| 'confirm-announcement'
	| 'stop-alert'
	| 'pin-release'
	| 'run-exercise'
	| 'read-desk'
	| 'make-links'
	| 'set-help-points'
	| 'triage'
	| 'manage-staff'
	| 'read-audit';

/** An administrator keeps accounts and reads the audit log, and for that very reason publishes nothing. */
const granted: Readonly<Record<Role, readonly StaffAction[]>> = {
	editor: ['read-staff', 'write-draft', 'read-desk', 'set-help-points'],
	publisher: [
		'read-staff',
		'write-draft',
		'publish',
		'confirm-announcement',
		'stop-alert',
		'pin-release',
		'run-exercise',
		'read-desk',
		'make-links',
		'set-help-points',
	],
	moderator: ['read-staff', 'read-desk', 'triage'],
	admin: ['read-staff', 'manage-staff', 'read-audit', 'run-exercise'],
};

/** Whether any one of the roles grants the action. */
export function can(held: readonly Role[], action: StaffAction): boolean {
	return held.some((role) => granted[role].includes(action));
}

/** The roles in an account's stored text; anything unknown grants nothing. */
export function parseRoles(text: string | null | undefined): readonly Role[] {
	const named = (text ?? '').split(',');
	return roles.filter((role) => named.includes(role));
}

/** The stored text of roles: each once, in one order, separated by commas. */
export function formatRoles(held: readonly Role[]): string {
	return roles.filter((role) => held.includes(role)).join(',');
}

/** The roles of a user as better-auth gives one. */
export function rolesOf(user: { readonly role?: string | null | undefined }): readonly Role[] {
	return parseRoles(user.role);
}
