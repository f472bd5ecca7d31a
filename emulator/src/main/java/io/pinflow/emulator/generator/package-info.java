/**
 * Makes realistic posts from a seed.
 *
 * <p>Shapes, proportions and flaws are those of a real collection of posts (3,306 pins, 11,154 geo
 * and user records), which the resources of this package describe in numbers; the text is made up.
 */
package io.pinflow.emulator.generator;
