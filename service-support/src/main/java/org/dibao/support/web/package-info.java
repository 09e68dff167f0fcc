/** Answers to HTTP requests, as all services give them. */
@NullMarked
package org.dibao.support.web;

import org.jspecify.annotations.NullMarked;
