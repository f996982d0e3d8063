import { describe, expect, test } from 'vitest';
import { can, formatRoles, parseRoles } from './roles.ts';

describe('can', () => {
	test('lets a publisher publish and an editor not', () => {
		expect(can(['publisher'], 'publish')).toBe(true);
		expect(can(['editor'], 'publish')).toBe(false);
	});

	test('adds the roles of one person up', () => {
		expect(can(['moderator', 'editor'], 'triage')).toBe(true);
		expect(can(['moderator', 'editor'], 'write-draft')).toBe(true);
	});

	test('gives an administrator no hand in what is published', () => {
		expect(can(['admin'], 'manage-staff')).toBe(true);
		expect(can(['admin'], 'publish')).toBe(false);
		expect(can(['admin'], 'write-draft')).toBe(false);
	});

	test('gives nothing without a role', () => {
		expect(can([], 'read-staff')).toBe(false);
	});
});

describe('parseRoles', () => {
	test('reads what formatRoles writes', () => {
		expect(parseRoles(formatRoles(['admin', 'editor']))).toEqual(['editor', 'admin']);
	});

	test.each([[null], [''], ['user'], ['administrator']])('finds no role in %s', (text) => {
		expect(parseRoles(text)).toEqual([]);
	});
});
