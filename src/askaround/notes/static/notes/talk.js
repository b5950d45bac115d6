// Everything that the talk page wakes.
import "./begin.js";
import "./clock.js";
import "../interviews/keeper.js";
import "./mend.js";
import "./others.js";
import "./pad.js";
import "./parked.js";
import "./questions.js";
import "./said.js";
import "./state.js";
import "./wake.js";
import { ready } from "./here.js";

ready.then(() => performance.mark("talk ready"));
