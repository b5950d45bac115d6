// Everything that the talk page wakes.
import "./clock.js";
import "./pad.js";
import "./questions.js";
import "./state.js";
import "./wake.js";
