/** What people of the county's staff may be. Somebody may be several. */
export const roles = ['editor', 'publisher', 'moderator', 'admin'] as const;
export type Role = (typeof roles)[number];
