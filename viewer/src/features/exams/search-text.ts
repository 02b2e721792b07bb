/** What was searched for, kept in memory while moving between list and exam: it may be a name, so it is never stored or put in a URL. */
let text = "";

export const searchText = (): string => text;
export const setSearchText = (value: string): void => {
  text = value;
};
