"use strict";

// What the scripts say, in the language that is spoken: as it stands in them, or as the server puts it here.
const WORDS = {};

const _ = (message, values = {}) => (WORDS[message] ?? message).replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
