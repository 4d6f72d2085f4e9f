// The entry point of every page but the player.
export {};
