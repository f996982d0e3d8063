import { Converter } from 'opencc-js/t2cn';

/** Writes Traditional Chinese in simplified characters; everything else stays as it is. */
export const simplified: (text: string) => string = Converter({ from: 't', to: 'cn' });
