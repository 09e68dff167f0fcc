/** The read API for the gateway: articles, revisions, receipts, settings. */
@NullMarked
package org.dibao.store.web;

import org.jspecify.annotations.NullMarked;
