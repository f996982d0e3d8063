declare namespace App {
	interface Locals {
		reading: import('./reading/reading.ts').Reading;
		/** Set when the page answers a request to the server. */
		answer?: import('./domain/site.ts').Answer;
	}
}
