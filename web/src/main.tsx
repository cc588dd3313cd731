import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './ui/styles.js';

createRoot(document.getElementById('app')!).render(<App />);
