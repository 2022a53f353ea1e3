// The one word that the tests and the closing line of their run share.
/** Marks a test whose page wrote an error on its console: repeating it does not make it pass. */
export const UNCLEAN = 'unclean console';
