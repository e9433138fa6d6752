// The drawing library with its styles, as one piece that is loaded when the first chart is shown.
import 'uplot/dist/uPlot.min.css';
import UPlot from 'uplot';

export { UPlot };
