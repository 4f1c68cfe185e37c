/* The record sheet: an instrument with nothing of its own. */

import { instrument } from "./shared.js";

instrument("record-sheet");
