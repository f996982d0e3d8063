import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aStaffMember } from '../../tests/staff.ts';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { type Config, readConfig } from '../config.ts';
import { auditLog } from '../store/audit.ts';
import { staffAccounts } from '../store/staff-accounts.ts';
import { openStore } from '../store/store.ts';
import { resetForgottenPassword, resetSecondFactor } from './staff.ts';

let config: Config;
let said = '';

beforeEach(async () => {
	const DATA_DIR = await mkdtemp(join(tmpdir(), 'mingbai-staff-'));
	const read = readConfig({ DATA_DIR });
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	config = read.config;
	said = '';
	for (const stream of [process.stdout, process.stderr])
		vi.spyOn(stream, 'write').mockImplementation((text) => {
			said += text;
			return true;
		});
});

afterEach(async () => {
	vi.restoreAllMocks();
	await rm(config.dataDir, { recursive: true });
});

/** An account with a second factor, in the store of a portal that runs. */
async function withSecondFactor() {
	const store = await openStore(config);
	const staff = await aStaffMember(store, { email: 'li@example.gov.cn', roles: ['admin'] });
	await store.db
		.updateTable('user')
		.set({ twoFactorEnabled: true })
		.where('id', '=', staff.id)
		.execute();
	return { store, find: () => staffAccounts(store.db).find(staff.id) };
}

test('an operator takes the second factor from an account, while the portal runs, and that is recorded', async () => {
	const { store, find } = await withSecondFactor();
	expect((await find())?.twoFactor).toBe(true);
	expect(await resetSecondFactor(config, ['Li@example.gov.cn'])).toBe(0);
	expect((await find())?.twoFactor).toBe(false);
	expect((await auditLog(store.db).list()).at(-1)).toMatchObject({
		actor: 'operator',
		action: 'staff.two-factor-reset',
	});
	await store.close();
});

test('an address that nobody has, or none, changes nothing', async () => {
	const { store, find } = await withSecondFactor();
	expect(await resetSecondFactor(config, ['chen@example.gov.cn'])).toBe(1);
	expect(await resetSecondFactor(config, [])).toBe(2);
	expect((await find())?.twoFactor).toBe(true);
	expect(await resetForgottenPassword(config, ['chen@example.gov.cn'])).toBe(1);
	await store.close();
});

test('an operator makes a link for a new password, with which its owner signs in, and that is recorded', async () => {
	const { store, find } = await withSecondFactor();
	expect(await resetForgottenPassword(config, ['li@example.gov.cn'])).toBe(0);
	const token = /\/staff\/welcome\/\?token=(\S+)\n$/.exec(said)?.[1] ?? '';
	const acceptance = { token, name: '', email: '', password: 'seven quiet herons at dusk' };
	const passwords = { hash: async (password: string) => `hash of ${password}` };
	const needs = { db: store.db, passwords, now: new Date() };
	expect((await acceptInvitation(needs, acceptance)).outcome).toBe('password-set');
	const id = (await find())?.id ?? '';
	expect(await staffAccounts(store.db).passwordHash(id)).toBe(`hash of ${acceptance.password}`);
	expect((await find())?.twoFactor).toBe(true);
	const [made] = await auditLog(store.db).list({ action: 'staff.password-link-made' });
	expect(made).toMatchObject({ actor: 'operator', subject: id });
	await store.close();
});

test('a disabled account gets no link from an operator either', async () => {
	const { store, find } = await withSecondFactor();
	await staffAccounts(store.db).setDisabled((await find())?.id ?? '', true, new Date());
	expect(await resetForgottenPassword(config, ['li@example.gov.cn'])).toBe(1);
	expect(said).toContain('disabled');
	await store.close();
});
