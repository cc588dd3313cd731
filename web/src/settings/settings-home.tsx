import { Navigate } from 'react-router';

/** The settings begin with the calendar. */
export function SettingsHome() {
  return <Navigate to="/settings/calendar" replace />;
}
