/** Where the tab keeps an unsent report; gone when the tab closes or the report is sent. */
export const draftKey = 'mingbai-report-draft';
