/** The write paths over HTTP. */
@NullMarked
package org.dibao.ingest.web;

import org.jspecify.annotations.NullMarked;
