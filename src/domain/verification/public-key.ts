/** A key that the portal signs or has signed notices with, as everybody may know it. */
export interface PublicKey {
	/** The first twelve hexadecimal digits of the SHA-256 of the key's 32 bytes. */
	readonly id: string;
	/** The 32 bytes of the Ed25519 key, base64url. */
	readonly key: string;
	readonly createdAt: Date;
	/** From when on nothing is signed with it; what was signed before stays genuine. */
	readonly retiredAt?: Date | undefined;
	/** From when on somebody else may have signed with it: its signatures are proof of nothing any more. */
	readonly compromisedAt?: Date | undefined;
}
