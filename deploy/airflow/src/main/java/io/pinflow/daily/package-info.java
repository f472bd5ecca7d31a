/** What is done every day, wherever and by whomever it is started. */
package io.pinflow.daily;
