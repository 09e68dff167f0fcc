/** Fakes and fixtures of the ports, and the contract that every database behind them keeps. */
@NullMarked
package org.dibao.render.view;

import org.jspecify.annotations.NullMarked;
