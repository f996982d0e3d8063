/** A select that tells the form which of its fields are asked for. */
export const decidingWidget = 'deciding-select';
