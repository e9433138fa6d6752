// Starts the console: the pages for operators, and the way from them to the services.
import { startService } from '@offline-push/service-kit';
import { consoleFields } from './console.config';
import { ConsoleModule } from './console.module';
import { Build } from './pages/build.steps';
import { Provider } from './sign-in/oidc/provider.worker';
import { Sessions } from './sign-in/sessions.steps';

void startService({
  name: 'console',
  config: consoleFields,
  module: (config) => ConsoleModule.forRoot(config),
  callers: Sessions,
  health: [Build, Provider],
});
