import { version } from 'decap-cms/package.json';

/** The version of the unmodified Decap bundle that is copied into the site. */
export const allowedCmsVersion = version;
