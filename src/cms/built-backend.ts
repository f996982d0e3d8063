import type { CmsBackend } from '../domain/cms-backend.ts';

/** Written into the build by astro.config.mjs, so that the renderer needs no environment. */
declare const __CMS_BACKEND__: CmsBackend;

/** The backend that the site was built for. */
export const builtBackend: CmsBackend = __CMS_BACKEND__;
