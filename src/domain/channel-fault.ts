/**
 * Why a group robot or a webhook will not take a message. Each is a name that staff read in their language, and no
 * repetition mends it: an operator has to change something.
 */
export const channelFaults = [
	/** The address belongs to no robot: mistyped, or the robot was deleted or taken out of its group. */
	'address',
	/** The robot was switched off, or its group was dissolved. */
	'disabled',
	/** The signing secret is wrong, or the clock. */
	'signature',
	/** This server's address is not on the robot's list. */
	'ip',
	/** The robot asks for a keyword that the text lacks. */
	'keyword',
	/** One of keyword, signature and address list; the service does not say which. */
	'security',
	'too-long',
	/** The service's filter does not let the words or the link through. */
	'content',
	'malformed',
	/** The receiver wants nothing more (HTTP 410). */
	'unwanted',
	/** Over, or a day old. */
	'too-late',
	/** An exercise for a group of the real thing, or the other way around. */
	'other-group',
] as const;
export type ChannelFault = (typeof channelFaults)[number];

/** The ledger's text of a fault, with the code the service gave: `signature 19021`. */
export function faultText(fault: ChannelFault, code?: number): string {
	return code === undefined ? fault : `${fault} ${code}`;
}

/** Reads a ledger's text back; anything else, such as `status 500`, is a fault that may mend itself. */
export function readFault(text: string): { fault: ChannelFault; code: string } | undefined {
	const [name, code = ''] = text.split(' ');
	const fault = channelFaults.find((each) => each === name);
	return fault && { fault, code };
}
