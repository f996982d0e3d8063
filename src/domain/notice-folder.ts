/** Where the forms of a notice stand: exercises have their own, unlisted folder. */
export type NoticeFolder = 'notices' | 'exercise';

/** The folder of a notice's pages, by its status. */
export function folderOf({ status }: { readonly status: string }): NoticeFolder {
	return status === 'actual' ? 'notices' : 'exercise';
}

/** The folder of a response's page, by its status. */
export function rumorFolderOf({
	status,
}: {
	readonly status: string;
}): 'rumors' | 'exercise/rumors' {
	return status === 'actual' ? 'rumors' : 'exercise/rumors';
}
