/** One pair a rule, buggy and fixed: what the rule reports, and what it is silent about. */
package dev.interleave.samples.rules;
